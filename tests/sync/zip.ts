import { crc32, deflateRawSync } from 'node:zlib';

interface ZipMember {
  readonly name: string;
  readonly content: Buffer;
}

/** A zip of these files, deflated. */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content } of members) {
    const [packed, path] = [deflateRawSync(content), Buffer.from(name)];
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(content.length, 8);
    const body = Buffer.concat([header(0x04034b50, [20, 0, 8, 0, 0x5a21]), sizes, shorts(path.length, 0), path, packed]);
    const where = Buffer.alloc(12);
    where.writeUInt32LE(offset, 8);
    directory.push(header(0x02014b50, [20, 20, 0, 8, 0, 0x5a21]), sizes, shorts(path.length, 0, 0, 0), where.subarray(2), path);
    bodies.push(body);
    offset += body.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(listing.length, 0);
  end.writeUInt32LE(offset, 4);
  return Buffer.concat([...bodies, listing, header(0x06054b50, [0, 0, members.length, members.length]), end, shorts(0)]);
}

function header(signature: number, fields: readonly number[]): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt32LE(signature, 0);
  return Buffer.concat([start, shorts(...fields)]);
}

function shorts(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, place) => bytes.writeUInt16LE(value, place * 2));
  return bytes;
}
