/** The channel Zalo for administrators: is it connected, does it get through, what has to be put right, and connecting. */

import { copyText } from "@webchat/ui/clipboard.ts";
import { momentOfIso } from "@webchat/ui/dates.ts";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChannelAlarm, ZaloChannel } from "../api/types.ts";
import { hrefOf, type Route } from "../state/routes.ts";
import { Awaited, Moment, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useObserved, useWork } from "../ui/context.ts";
import { Dialog, DialogForm, Failure } from "../ui/dialog.tsx";
import { words } from "../words.ts";

const say = words.channels;
const ASK_AGAIN_MS = 5_000;

export function ChannelsPage({ route }: { route: Route }) {
  const { api, channelAlarms } = useContextOfDesk();
  const { open } = useObserved(channelAlarms);
  // Whenever the alarms are asked for, the rest is asked for as well: an administrator hears nothing live.
  const loaded = useLoaded(() => api.zalo(), [open]);
  useEffect(() => {
    const timer = setInterval(() => void channelAlarms.ask(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const granting = useGranting(route, loaded.reload);
  return (
    <Page title={say.title}>
      {granting.isBusy && <p role="status">{say.granting}</p>}
      <Failure text={granting.failure} />
      <Awaited loaded={loaded}>
        {(zalo) => (
          <>
            <State zalo={zalo} onChange={loaded.reload} />
            {zalo.alarms.length > 0 && <AlarmList alarms={zalo.alarms} />}
            {zalo.mode !== "off" && <Figures zalo={zalo} />}
            {zalo.mode !== "off" && <ConsoleValues values={zalo.console} isFake={zalo.mode === "fake"} />}
          </>
        )}
      </Awaited>
    </Page>
  );
}

/** The vendor's page sends the browser back here with a code behind the `#`; it is handed in once and not left in the address. */
function useGranting(route: Route, onDone: () => void) {
  const { api, desk, channelAlarms } = useContextOfDesk();
  const work = useWork();
  const { state, code, oa_id } = route.query;
  useEffect(() => {
    if (state === undefined) return;
    window.history.replaceState(null, "", hrefOf("channels"));
    if (!code || !oa_id) return work.setFailure(say.denied);
    void work.run(() => api.grantZalo({ state, code, oa_id })).then((isGranted) => {
      if (isGranted) desk.toast(say.granted);
      onDone();
      void channelAlarms.ask();
    });
  }, [state]);
  return work;
}

function State({ zalo, onChange }: { zalo: ZaloChannel; onChange(): void }) {
  const { api } = useContextOfDesk();
  const [isAsking, setAsking] = useState(false);
  const work = useWork();
  const { account, mode } = zalo;
  const isWell = mode !== "off" && account !== null && !account.is_dead;
  const connect = (): void => void work.run(async () => window.location.assign((await api.connectZalo()).url));
  const [title, text] = wordsOf(zalo);
  return (
    <>
      <section class={`kill-switch ${isWell ? "is-on" : "is-off"}`} aria-label={say.title}>
        <div>
          <h2>{title}</h2>
          <p>{text}</p>
          {mode === "fake" && <p class="hint">{say.fake}</p>}
          {mode !== "off" && zalo.missing_settings.length > 0 && <p>{say.missing(zalo.missing_settings.join(", "))}</p>}
        </div>
        {mode !== "off" && (
          <div class="channel-actions">
            <button type="button" class={`button${isWell ? "" : " is-primary"}`} aria-disabled={work.isBusy} onClick={connect}>
              {account ? say.reconnect : say.connect}
            </button>
            {account && (
              <button type="button" class="button is-danger-quiet" onClick={() => setAsking(true)}>
                {say.disconnect}
              </button>
            )}
          </div>
        )}
      </section>
      <Failure text={work.failure} />
      {isAsking && <DisconnectDialog onDone={onChange} onClose={() => setAsking(false)} />}
    </>
  );
}

function wordsOf({ mode, account }: ZaloChannel): [string, string] {
  if (mode === "off") return [say.off, say.offText];
  if (account === null) return [say.notConnected, say.notConnectedText];
  if (account.is_dead) return [say.dead, say.deadText];
  return [say.connected(account.name || say.unnamed), say.connectedText];
}

function DisconnectDialog({ onDone, onClose }: { onDone(): void; onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const work = useWork();
  const submit = async (): Promise<void> => {
    if (!(await work.run(() => api.disconnectZalo()))) return;
    desk.toast(say.disconnected);
    onDone();
    onClose();
  };
  return (
    <Dialog title={say.disconnectTitle} onClose={onClose}>
      <DialogForm confirm={say.disconnect} isBusy={work.isBusy} failure={work.failure} isDanger onSubmit={() => void submit()} onClose={onClose}>
        <p>{say.disconnectText}</p>
      </DialogForm>
    </Dialog>
  );
}

function AlarmList({ alarms }: { alarms: ChannelAlarm[] }) {
  return (
    <section>
      <h2>{say.alarms}</h2>
      <ul class="channel-alarms">
        {alarms.map((each) => (
          <li key={each.id} class="card is-alarm">
            <h3>{each.title}</h3>
            <p>{each.instruction}</p>
            <p class="hint">{say.since(momentOfIso(each.began_at))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figures({ zalo: { account, last_heard_at, sending } }: { zalo: ZaloChannel }) {
  const waiting = sending.oldest_waiting_at ? say.waitingSince(sending.waiting, momentOfIso(sending.oldest_waiting_at)) : say.noneWaiting;
  return (
    <section class="card">
      <h2>{say.figures}</h2>
      <dl class="channel-facts">
        {account && (
          <>
            <Fact name={say.account}>
              <span>
                {account.name || say.unnamed} <small>({say.accountId(account.id)})</small>
              </span>
            </Fact>
            <Fact name={say.connectedAt}>
              <Moment iso={account.connected_at} />
            </Fact>
            {account.is_dead ? (
              <Fact name={say.grant}>{say.grantDead}</Fact>
            ) : (
              <>
                <Fact name={say.accessUntil}>
                  <Moment iso={account.access_until} />
                </Fact>
                <Fact name={say.grantUntil}>
                  <Moment iso={account.grant_until} />
                </Fact>
              </>
            )}
          </>
        )}
        <Fact name={say.lastHeard}>{last_heard_at ? <Moment iso={last_heard_at} /> : say.never}</Fact>
        <Fact name={say.waiting}>{waiting}</Fact>
        <Fact name={say.sentToday}>{say.messages(sending.sent)}</Fact>
        <Fact name={say.failedToday}>{say.messages(sending.failed)}</Fact>
      </dl>
    </section>
  );
}

function ConsoleValues({ values, isFake }: { values: ZaloChannel["console"]; isFake: boolean }) {
  const { desk } = useContextOfDesk();
  const copy = (value: string): void => void copyText(value).then((isCopied) => isCopied && desk.toast(say.copied));
  const named: [string, string][] = [
    [say.appId, values.app_id],
    [say.redirectUrl, values.redirect_url],
    [say.codeChallenge, values.code_challenge],
    [say.webhookUrl, values.webhook_url],
  ];
  return (
    <section class="card">
      <h2>{say.console}</h2>
      <p class="hint">{isFake ? say.consoleFake : say.consoleText}</p>
      <dl class="channel-facts">
        {named.map(([name, value]) => (
          <Fact key={name} name={name}>
            <code class="channel-value">{value || words.none}</code>
            {value && (
              <button type="button" class="button is-small" onClick={() => copy(value)}>
                {say.copy}
                <span class="sr-only">: {name}</span>
              </button>
            )}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
