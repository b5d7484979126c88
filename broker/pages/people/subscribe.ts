/**
 * Asks this browser for the address by which the hub can tell it something while no page is open (Push API).
 * Knows no hub; whoever presses has asked for it, as browsers want it.
 */
import type { Subscribed } from "./ways.ts";

/** Over plain HTTP, in a private window, or in a browser without push there is none. */
export async function subscribe(key: string): Promise<Subscribed> {
  const canPush = typeof PushManager !== "undefined" && typeof Notification !== "undefined";
  if (!canPush || !("serviceWorker" in navigator)) return "impossible";
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  try {
    await navigator.serviceWorker.register("/push-worker.js");
    const { pushManager } = await navigator.serviceWorker.ready;
    // One of another hub's key would be refused.
    await (await pushManager.getSubscription())?.unsubscribe();
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint = "", keys } = made.toJSON();
    const { p256dh = "", auth = "" } = keys ?? {};
    return { endpoint, keys: { p256dh, auth } };
  } catch {
    return "impossible";
  }
}
