// Runs in every new frame before anything else: a frame without an address of its own is a fresh set of globals in the
// program's hands, so what is closed in its page is closed there too. Pages of a web-view come from the network and stay
// as they are.
(() => {
  if (window === window.top || /^https?:$/.test(location.protocol) && location.origin !== 'https://servicewechat.com') return;
  const closed = [
    'RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'WebSocketStream', 'SharedWorker', 'Worker',
    'EventSource', 'fetchLater',
  ];
  for (const name of closed) if (name in window) Object.defineProperty(window, name, { value: undefined });
  try {
    // The one name that the page's policy allows is taken, so that nobody can make text into code here.
    window.trustedTypes.createPolicy('mi', {});
  } catch {
    // Taken already.
  }
})();
