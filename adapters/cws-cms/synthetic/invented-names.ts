import type { RandomStream } from './random.js';

/** Halves of given names that belong to nobody: the pairs sound like names and are none. */
const FIRST_HEADS = [
  'Al', 'Bri', 'Cor', 'Dae', 'El', 'Fay', 'Gwi', 'Hal', 'Ila', 'Jo', 'Kei', 'Lu', 'Mer', 'Ni', 'Ori', 'Pa', 'Qui', 'Ro', 'Sa',
  'Tav', 'Uma', 'Ve', 'Wyn', 'Xi', 'Yel', 'Zar', 'Peñ', 'Zoë',
] as const;
const FIRST_TAILS = [
  'bela', 'dra', 'finn', 'linde', 'mira', 'nesta', 'orra', 'ria', 'sette', 'tova', 'vanth', 'wyn', 'zelle', 'lo', 'mond', 'ric',
] as const;
/** Halves of family names taken from plants, birds and stones. */
const LAST_HEADS = [
  'Brook', 'Cald', 'Dun', 'Ember', 'Fern', 'Glen', 'Hollow', 'Iron', 'Juniper', 'Kestrel', 'Lark', 'Mallow', 'Nettle', 'Otter',
  'Pebble', 'Quarry', 'Ridge', 'Sorrel', 'Thistle', 'Umber', 'Vetch', 'Willow', 'Yarrow', 'Basalt', 'Cinder', 'Damson',
] as const;
const LAST_TAILS = [
  'by', 'dale', 'field', 'gate', 'ham', 'hurst', 'ley', 'more', 'stead', 'thorpe', 'wick', 'worth', 'ford', 'mere', 'shaw', 'tarn',
] as const;
const TOWNS = ['Amberton', 'Fallow Bay', 'Glasswater', 'Juniper Flat', 'Lanternville', 'Mirador Hills', 'Quillport', 'Saltbrook', 'Tumbleford'] as const;
const EMPLOYERS = ['Unified School', 'Family Clinic', 'Youth Center', 'Children\'s Hospital', 'Outreach Van'] as const;
const HOUSES = ['House', 'Cottage', 'Youth Home', 'Haven', 'Family Homes, Inc.'] as const;
/** Area codes of California; the exchange 555-01xx belongs to nobody. */
const AREA_CODES = [209, 213, 310, 415, 510, 530, 559, 619, 661, 714, 805, 916] as const;

export function inventedFirstName(random: RandomStream): string {
  return random.pick(FIRST_HEADS) + random.pick(FIRST_TAILS);
}

export function inventedLastName(random: RandomStream): string {
  return random.pick(LAST_HEADS) + random.pick(LAST_TAILS);
}

/** A street's name without its kind. */
export function inventedStreet(random: RandomStream): string {
  return `${random.pick(LAST_HEADS)} ${random.pick(FIRST_HEADS)}${random.pick(LAST_TAILS)}`;
}

export function inventedTown(random: RandomStream): string {
  return random.pick(TOWNS);
}

export function inventedEmployer(random: RandomStream): string {
  return `${inventedLastName(random)} ${random.pick(EMPLOYERS)}`;
}

/** A home's name; some hold a comma, as some real ones do. */
export function inventedHome(random: RandomStream): string {
  return `${inventedLastName(random)} ${random.pick(HOUSES)}`;
}

/** Ten digits whose exchange is 555-01xx, which is kept for fiction. */
export function inventedPhone(random: RandomStream): number {
  return random.pick(AREA_CODES) * 10_000_000 + 5_550_100 + random.between(0, 99);
}

/** An address of example.org, a domain kept for documentation. */
export function inventedEmail(firstName: string, lastName: string, suffix: number): string {
  const plain = `${firstName}.${lastName}`.normalize('NFD').replace(/[^A-Za-z.]/g, '').toLowerCase();
  return `${plain}${suffix}@example.org`;
}
