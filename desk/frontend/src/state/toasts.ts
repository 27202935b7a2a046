/** What was just announced: a few at a time, each gone after a while, but for what concerns this person: that stays until it is closed. */

export interface Toast {
  id: number;
  text: string;
  isAlert: boolean;
  href: string | null;
  stays: boolean;
}

const LAST_SECONDS = 9;
const MOST = 4;

export class Toasts {
  private list: (Toast & { age: number })[] = [];
  private number = 0;

  constructor(private readonly onChange: (toasts: Toast[]) => void) {}

  add(text: string, isAlert: boolean, href: string | null, stays = false): void {
    this.number += 1;
    this.show([...this.list, { id: this.number, text, isAlert, href, stays, age: 0 }].slice(-MOST));
  }

  close(id: number): void {
    this.show(this.list.filter((each) => each.id !== id));
  }

  /** Called once a second. */
  tick(): void {
    const before = this.list.length;
    this.list = this.list.map((each) => ({ ...each, age: each.age + 1 })).filter((each) => each.stays || each.age < LAST_SECONDS);
    if (this.list.length !== before) this.show(this.list);
  }

  private show(list: typeof this.list): void {
    this.list = list;
    this.onChange(list);
  }
}
