/** The bytes of shown files, each loaded once: they need the token, so the page fetches them and shows them by an address of its own. */

export class FileStore {
  private readonly urls = new Map<string, Promise<string>>();

  constructor(private readonly load: (attachmentId: string) => Promise<Blob>) {}

  /** A file that this page has just sent need not come back over the line. */
  put(attachmentId: string, file: Blob): void {
    this.urls.set(attachmentId, Promise.resolve(URL.createObjectURL(file)));
  }

  open(attachmentId: string): Promise<string> {
    const known = this.urls.get(attachmentId);
    if (known) return known;
    const opening = this.load(attachmentId).then((blob) => URL.createObjectURL(blob));
    this.urls.set(attachmentId, opening);
    // What failed may be tried again.
    opening.catch(() => this.urls.delete(attachmentId));
    return opening;
  }

  clear(): void {
    this.urls.forEach((url) => void url.then(URL.revokeObjectURL, () => undefined));
    this.urls.clear();
  }
}
