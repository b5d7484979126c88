/**
 * What a host's browser does while no page of the hub is open: shows the notice that the hub pushed, and opens the host's page when
 * somebody presses it. Knows no guest: the words are the hub's.
 */
addEventListener("push", (event) => {
  const { title, text, tag } = event.data.json();
  event.waitUntil(registration.showNotification(title, { body: text, tag, requireInteraction: true }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    clients.matchAll({ type: "window" }).then((pages) => {
      const page = pages.find(({ url }) => new URL(url).pathname === "/host");
      return page === undefined ? clients.openWindow("/host") : page.focus();
    }),
  );
});
