/** What came from the other side and is still to be heard: a little is kept back, since the network brings it unevenly. */

const RATE = 8000;
/** Kept back before the first sample, and after a hole. */
const BEGIN_SAMPLES = 0.06 * RATE;
/** More than this helps nobody: the talk would lag behind for its whole length. */
const MOST_SAMPLES = 0.6 * RATE;

export class JitterBuffer {
  private pieces: Float32Array[] = [];
  private waiting = 0;
  private isFlowing = false;

  push(piece: Float32Array): void {
    this.pieces.push(piece);
    this.waiting += piece.length;
    while (this.waiting > MOST_SAMPLES && this.pieces.length > 1) this.waiting -= this.pieces.shift()!.length;
  }

  /** Silence while there is nothing, or not enough yet. */
  take(count: number): Float32Array {
    const taken = new Float32Array(count);
    if (!this.isFlowing && this.waiting < BEGIN_SAMPLES) return taken;
    this.isFlowing = true;
    let filled = 0;
    while (filled < count && this.pieces.length) {
      const piece = this.pieces[0]!;
      const part = piece.subarray(0, count - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === piece.length) this.pieces.shift();
      else this.pieces[0] = piece.subarray(part.length);
    }
    this.waiting -= filled;
    if (filled < count) this.isFlowing = false;
    return taken;
  }
}
