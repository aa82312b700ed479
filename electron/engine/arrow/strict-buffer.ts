import { ByteBuffer } from "flatbuffers";
import { damaged } from "./fault.ts";

/**
 * A flatbuffer whose every read is checked. The library's own buffer answers reads past the end with zeros,
 * which would turn a damaged file into plausible wrong values.
 */
export class StrictBuffer extends ByteBuffer {
  #check(offset: number, length: number): void {
    if (!Number.isInteger(offset) || offset < 0 || offset + length > this.capacity()) {
      damaged("its description points outside itself");
    }
  }

  /** Writers put every number at a multiple of its size; elsewhere it is not what was written. */
  #aligned(offset: number, size: number): void {
    this.#check(offset, size);
    if (offset % size !== 0) damaged("a number in its description is out of place");
  }

  override readUint8(offset: number): number {
    this.#check(offset, 1);
    return super.readUint8(offset);
  }

  override readUint16(offset: number): number {
    this.#check(offset, 2);
    return super.readUint16(offset);
  }

  override readInt32(offset: number): number {
    this.#check(offset, 4);
    return super.readInt32(offset);
  }

  override readInt64(offset: number): bigint {
    this.#aligned(offset, 8);
    return super.readInt64(offset);
  }

  /** Where a field lies in its table: the list of places must be whole, and the place inside the table. */
  override __offset(position: number, field: number): number {
    this.#aligned(position, 4);
    const list = position - this.readInt32(position);
    this.#aligned(list, 2);
    const listLength = this.readUint16(list);
    const tableLength = this.readUint16(list + 2);
    if (listLength < 4 || listLength % 2 !== 0) damaged("a table in its description is cut short");
    this.#check(list, listLength);
    this.#check(position, tableLength);
    if (field >= listLength) return 0;
    const place = this.readUint16(list + field);
    if (place !== 0 && (place < 4 || place >= tableLength))
      damaged("a field in its description lies outside its table");
    return place;
  }

  override __string(offset: number): string {
    const start = offset + this.readInt32(offset);
    const length = this.readInt32(start);
    if (length < 0) damaged("a name in its description has a negative length");
    this.#check(start + 4, length);
    return new TextDecoder().decode(this.bytes().subarray(start + 4, start + 4 + length));
  }

  override __vector_len(offset: number): number {
    const length = super.__vector_len(offset);
    // Every element takes at least one byte, so a longer list than the buffer cannot be.
    if (length < 0 || length > this.capacity()) damaged("a list in its description has an impossible length");
    return length;
  }
}

/** A whole number from a 64-bit field, refused when it is negative or beyond what files can hold. */
export function safeLength(value: bigint, what: string): number {
  if (value < 0n || value > 0x1f_ffff_ffff_ffffn) damaged(`${what} is ${value}`);
  return Number(value);
}
