/** What was just announced: a few at a time. It goes after a while, or when it is over; what somebody has to act on stays until it is closed. */

export interface Toast {
  id: number;
  text: string;
  isAlert: boolean;
  href: string | null;
  stays: boolean;
  /** What it speaks of: a newer word about the same takes its place, and it goes when that is over or looked at. */
  about: string | null;
}

export type NewToast = Pick<Toast, "text"> & Partial<Toast>;

const LAST_SECONDS = 7;
const MOST = 4;

export class Toasts {
  private list: (Toast & { age: number })[] = [];
  private number = 0;
  /** Somebody reads them: the pointer or the focus is there. */
  private isHeld = false;

  constructor(private readonly onChange: (toasts: Toast[]) => void) {}

  add(toast: NewToast): void {
    this.number += 1;
    const others = this.list.filter((each) => !toast.about || each.about !== toast.about);
    this.show([...others, { isAlert: false, href: null, stays: false, about: null, ...toast, id: this.number, age: 0 }].slice(-MOST));
  }

  close(id: number): void {
    // A button that goes takes the focus along, and no event says so.
    this.isHeld = false;
    this.show(this.list.filter((each) => each.id !== id));
  }

  over(about: string): void {
    if (this.list.some((each) => each.about === about)) this.show(this.list.filter((each) => each.about !== about));
  }

  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
  }

  /** Called once a second. */
  tick(): void {
    if (this.isHeld) return;
    const before = this.list.length;
    this.list = this.list.map((each) => ({ ...each, age: each.age + 1 })).filter((each) => each.stays || each.age < LAST_SECONDS);
    if (this.list.length !== before) this.show(this.list);
  }

  private show(list: typeof this.list): void {
    this.list = list;
    // The pointer may have been over the one that went: nobody is told of that.
    if (list.length === 0) this.isHeld = false;
    this.onChange(list);
  }
}
