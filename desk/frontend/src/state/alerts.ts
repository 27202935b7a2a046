/** What makes itself heard: sound, number in the title, notification of the browser; rings again while somebody waits in the queue. */

import type { KeyValue } from "@webchat/chat/storage.ts";
import type { DeskAlert } from "../api/types.ts";

const RING_AGAIN_SECONDS = 30;
const SETTINGS_KEY = "desk.alerts";

export interface AlertSettings {
  isSoundOn: boolean;
  /** 0…1 */
  volume: number;
}

export interface AlertPorts {
  storage: KeyValue;
  beep(volume: number, isUrgent: boolean): void;
  isHidden(): boolean;
  notify(alert: DeskAlert): void;
  toast(alert: DeskAlert): void;
}

const OF_THE_QUEUE: readonly string[] = ["queued", "requeued"];
const URGENT: readonly string[] = ["requeued", "breach", "reopened"];

export class Alerts {
  settings: AlertSettings;
  private waiting = 0;
  private isOnDuty = false;
  private secondsQuiet = 0;

  constructor(private readonly ports: AlertPorts) {
    this.settings = { isSoundOn: true, volume: 0.6, ...this.stored() };
  }

  on(alert: DeskAlert): void {
    // Whoever is away is not called to the queue; what concerns them alone still reaches them.
    if (OF_THE_QUEUE.includes(alert.kind) && !this.isOnDuty) return;
    this.ports.toast(alert);
    this.ring(URGENT.includes(alert.kind));
    if (this.ports.isHidden()) this.ports.notify(alert);
  }

  /** A citizen wrote in one of my conversations that I am not looking at. */
  onMessage(): void {
    this.ring(false);
  }

  watchQueue(waiting: number, isOnDuty: boolean): void {
    if (waiting > 0 && this.waiting === 0) this.secondsQuiet = 0;
    this.waiting = waiting;
    this.isOnDuty = isOnDuty;
  }

  /** Called once a second. */
  tick(): void {
    if (!this.waiting || !this.isOnDuty) return;
    this.secondsQuiet += 1;
    if (this.secondsQuiet >= RING_AGAIN_SECONDS) this.ring(true);
  }

  changeSettings(part: Partial<AlertSettings>): void {
    this.settings = { ...this.settings, ...part };
    this.ports.storage.set(SETTINGS_KEY, JSON.stringify(this.settings));
  }

  tryOut(): void {
    this.ports.beep(this.settings.volume, false);
  }

  private ring(isUrgent: boolean): void {
    this.secondsQuiet = 0;
    if (this.settings.isSoundOn && this.settings.volume > 0) this.ports.beep(this.settings.volume, isUrgent);
  }

  private stored(): Partial<AlertSettings> {
    try {
      return JSON.parse(this.ports.storage.get(SETTINGS_KEY) ?? "{}") as Partial<AlertSettings>;
    } catch {
      return {};
    }
  }
}
