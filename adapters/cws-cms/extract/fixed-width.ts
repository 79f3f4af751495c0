const ENOUGH_ROWS = 5;

/**
 * Watches whether one cell has the same width in every row: a timestamp, a county, a padded name.
 * If it has, a shorter one at the end of a file without a last line end was cut off.
 */
export class FixedWidth {
  private width: number | null = null;
  private rows = 0;
  private varies = false;

  note(cell: string): void {
    this.rows += 1;
    this.varies ||= this.width !== null && this.width !== cell.length;
    this.width = cell.length;
  }

  isShortened(cell: string): boolean {
    return !this.varies && this.rows >= ENOUGH_ROWS && this.width !== null && cell.length < this.width;
  }
}
