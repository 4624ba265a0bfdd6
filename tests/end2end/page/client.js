// A participant on Janus's own janus.js, so that the kiosk is judged by somebody else's client.
// Options come in the address: server, room, pin, display, width, height, fps, simulcast,
// left, right (colours), tone (Hz), publish, subscribe, sample. `client` is what the tests drive.
"use strict";

const options = Object.fromEntries(new URLSearchParams(location.search));
const isOn = (name) => options[name] !== "0";
const number = (name, otherwise) => Number(options[name] ?? otherwise);
const now = () => performance.timeOrigin + performance.now(); // ms since the epoch
const HISTORY = 600;
const SAMPLE_MS = 100;

const client = {
  phase: "starting", // starting, joined, left, failed
  failure: "",
  joinedAt: 0,
  startedAt: 0, // when we began to join
  navigatedAt: performance.timeOrigin,
  feeds: new Map(), // id -> Feed
  gone: [], // {id, display, at} of those that left
  notes: [], // what the server told, for a failing test
};
window.client = client;

function note(text) {
  client.notes.push(`${Math.round(now() - client.navigatedAt)} ms: ${text}`);
}

function fail(reason) {
  client.phase = "failed";
  client.failure = String(reason?.message ?? reason);
  note(`failed: ${client.failure}`);
}

// --- what we send ---------------------------------------------------------------------------

const own = { canvas: document.createElement("canvas"), audio: null, gain: null, moving: true };

function drawOwnPicture() {
  const { canvas } = own;
  const [width, height] = [canvas.width, canvas.height];
  const pen = canvas.getContext("2d");
  const step = own.moving ? performance.now() / 1000 : 0;
  const edge = width * (0.5 + 0.25 * Math.sin(step * 3)); // two halves whose border swings
  pen.fillStyle = options.left ?? "#ff00ff";
  pen.fillRect(0, 0, edge, height);
  pen.fillStyle = options.right ?? "#00ff00";
  pen.fillRect(edge, 0, width - edge, height);
}

function ownPicture() {
  own.canvas.width = number("width", 640);
  own.canvas.height = number("height", 360);
  const fps = number("fps", 30);
  drawOwnPicture();
  setInterval(drawOwnPicture, 1000 / fps); // not requestAnimationFrame: it stops in a hidden tab
  const track = own.canvas.captureStream(fps).getVideoTracks()[0];
  track.contentHint = "detail"; // else the first seconds are 320x180
  return track;
}

function ownSound() {
  own.audio = new AudioContext({ sampleRate: 48000 });
  const oscillator = own.audio.createOscillator();
  own.gain = own.audio.createGain();
  own.gain.gain.value = number("tone", 523) > 0 ? 0.25 : 0;
  oscillator.frequency.value = number("tone", 523) || 440;
  const output = own.audio.createMediaStreamDestination();
  oscillator.connect(own.gain).connect(output);
  oscillator.start();
  return output.stream.getAudioTracks()[0];
}

client.setTone = (on) => { own.gain.gain.value = on ? 0.25 : 0; };
client.setMoving = (on) => { own.moving = on; };

// --- what we see and hear -------------------------------------------------------------------

class Feed {
  constructor(id, display) {
    this.id = String(id);
    this.display = display ?? "";
    this.mids = new Set(); // of the streams that we asked for
    this.firstFrameAt = 0;
    // [at, level dBFS (null: not listening yet), change 0..255, brightness 0..255, pictures]
    this.history = [];
    this.colour = [0, 0, 0];
    this.frequency = 0;
    this.size = [0, 0];
  }

  setVideo(track) {
    if (this.video?.srcObject.getTracks()[0] === track) return;
    this.video?.remove();
    this.video = document.createElement("video");
    this.video.muted = this.video.autoplay = this.video.playsInline = true;
    this.video.srcObject = new MediaStream([track]);
    this.video.requestVideoFrameCallback(() => { this.firstFrameAt ||= now(); });
    document.body.append(this.video);
    this.small = new OffscreenCanvas(32, 18).getContext("2d", { willReadFrequently: true });
  }

  setAudio(track) {
    if (this.player?.srcObject.getTracks()[0] === track) return;
    this.player?.pause();
    // Chromium feeds WebAudio from a remote track only while an element plays it too.
    this.player = new Audio();
    this.player.muted = true;
    this.player.srcObject = new MediaStream([track]);
    this.player.play().catch((error) => note(`play: ${error}`));
    if (!isOn("sample")) return;
    listening.resume();
    this.analyser = listening.createAnalyser();
    this.analyser.fftSize = 4096;
    this.analyser.smoothingTimeConstant = 0;
    listening.createMediaStreamSource(this.player.srcObject).connect(this.analyser);
  }

  close() {
    this.video?.remove();
    this.player?.pause();
  }

  sample() {
    const [change, brightness] = this.look();
    const pictures = this.video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    this.history.push([now(), this.listen(), change, brightness, pictures]);
    if (this.history.length > HISTORY) this.history.shift();
  }

  look() {
    if (!this.video?.videoWidth) return [0, 0];
    this.size = [this.video.videoWidth, this.video.videoHeight];
    this.small.drawImage(this.video, 0, 0, 32, 18);
    const pixels = this.small.getImageData(0, 0, 32, 18).data;
    const sums = [0, 0, 0];
    let difference = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      for (let channel = 0; channel < 3; channel += 1) {
        sums[channel] += pixels[at + channel];
        difference += Math.abs(pixels[at + channel] - (this.before?.[at + channel] ?? 0));
      }
    }
    const count = pixels.length / 4;
    const change = this.before ? difference / (3 * count) : 0;
    this.before = pixels;
    this.colour = sums.map((sum) => Math.round(sum / count));
    return [change, Math.max(...this.colour)];
  }

  listen() {
    if (!this.analyser) return null;
    const wave = new Float32Array(this.analyser.fftSize);
    this.analyser.getFloatTimeDomainData(wave);
    const power = wave.reduce((sum, value) => sum + value * value, 0) / wave.length;
    const spectrum = new Float32Array(this.analyser.frequencyBinCount);
    this.analyser.getFloatFrequencyData(spectrum);
    let peak = 1;
    for (let bin = 2; bin < spectrum.length; bin += 1) if (spectrum[bin] > spectrum[peak]) peak = bin;
    this.frequency = (peak * listening.sampleRate) / this.analyser.fftSize;
    return Math.max(-100, 10 * Math.log10(power + 1e-12));
  }

  report() {
    const { id, display, firstFrameAt, history, colour, frequency, size } = this;
    return { id, display, firstFrameAt, history, colour, frequency, size };
  }
}

const listening = new AudioContext({ sampleRate: 48000 });

client.report = () => ({
  phase: client.phase,
  failure: client.failure,
  joinedAt: client.joinedAt,
  startedAt: client.startedAt,
  navigatedAt: client.navigatedAt,
  feeds: [...client.feeds.values()].map((feed) => feed.report()),
  gone: client.gone,
  notes: client.notes,
});

// --- the room -------------------------------------------------------------------------------

const room = number("room", 1001);
const subscription = { handle: null, wanted: [], byMid: new Map(), busy: false, privateId: 0 };
let janus = null;
let publisher = null;

function attach(callbacks) {
  return new Promise((success, error) => {
    janus.attach({ plugin: "janus.plugin.videoroom", success, error, ...callbacks });
  });
}

function connect() {
  return new Promise((resolve, reject) => {
    janus = new Janus({
      server: options.server,
      iceServers: [],
      success: resolve,
      error: (reason) => { fail(reason); reject(new Error(String(reason))); },
      destroyed: () => { client.phase = "left"; },
    });
  });
}

async function joinAsPublisher() {
  publisher = await attach({ onmessage: onPublisherMessage });
  const request = { request: "join", room, ptype: "publisher", display: options.display };
  publisher.send({ message: { ...request, ...(options.pin ? { pin: options.pin } : {}) } });
}

function onPublisherMessage(message, jsep) {
  if (message.error) fail(`${message.error_code} ${message.error}`);
  if (message.videoroom === "joined") {
    client.phase = "joined";
    client.joinedAt = now();
    subscription.privateId = message.private_id;
    if (isOn("publish")) publish();
  }
  if (message.videoroom === "destroyed") fail("the room was destroyed");
  if (message.publishers && isOn("subscribe")) {
    // A dummy publisher only keeps slots open; there is nobody behind it.
    subscription.wanted.push(...message.publishers.filter((one) => !one.dummy && hasNew(one)));
    subscribe();
  }
  for (const leaver of [message.unpublished, message.leaving, message.kicked]) {
    if (leaver === "ok") fail(`we were put out: ${message.reason ?? "unpublished"}`);
    else if (leaver !== undefined) forget(leaver);
  }
  if (jsep) publisher.handleRemoteJsep({ jsep });
}

// Who switches a microphone or camera is told anew, with the same streams: we hear and see on.
function hasNew(publisher) {
  const known = client.feeds.get(String(publisher.id))?.mids;
  return !known || publisher.streams.some((stream) => !known.has(stream.mid));
}

function publish() {
  const simulcast = options.simulcast === "1";
  const [low, medium, high] = [100_000, 300_000, 1_500_000];
  publisher.createOffer({
    tracks: [
      { type: "audio", capture: ownSound(), recv: false },
      {
        type: "video", capture: ownPicture(), recv: false, simulcast,
        simulcastMaxBitrates: { low, medium, high },
      },
    ],
    success: (jsep) => publisher.send({ message: { request: "publish" }, jsep }),
    error: fail,
  });
}

function forget(id) {
  const feed = client.feeds.get(String(id));
  if (!feed) return;
  client.gone.push({ id: feed.id, display: feed.display, at: now() });
  feed.close();
  client.feeds.delete(feed.id);
}

async function subscribe() {
  if (subscription.busy || subscription.wanted.length === 0) return;
  subscription.busy = true; // one negotiation at a time
  const publishers = subscription.wanted.splice(0);
  for (const one of publishers) {
    client.feeds.get(String(one.id))?.close();
    const feed = new Feed(one.id, one.display);
    for (const stream of one.streams) feed.mids.add(stream.mid);
    client.feeds.set(feed.id, feed);
  }
  const streams = publishers.map((one) => ({ feed: one.id }));
  if (subscription.handle) {
    subscription.handle.send({ message: { request: "subscribe", streams } });
    return;
  }
  subscription.handle = await attach({ onmessage: onSubscriberMessage });
  const join = { request: "join", room, ptype: "subscriber", streams };
  join.private_id = subscription.privateId;
  if (options.pin) join.pin = options.pin;
  subscription.handle.send({ message: join });
}

function onSubscriberMessage(message, jsep) {
  if (message.error) note(`subscriber: ${message.error_code} ${message.error}`);
  for (const stream of message.streams ?? []) subscription.byMid.set(stream.mid, stream);
  if (!jsep) {
    if (message.error || message.videoroom === "updated") settle();
    return;
  }
  subscription.handle.createAnswer({
    jsep,
    tracks: [],
    success: (answer) => {
      subscription.handle.send({ message: { request: "start" }, jsep: answer });
      bindTracks();
      settle();
    },
    error: fail,
  });
}

function settle() {
  subscription.busy = false;
  subscribe();
}

// By the m-lines as they are now: an m-line that got a new owner raises no track event.
function bindTracks() {
  for (const { mid, receiver } of subscription.handle.webrtcStuff.pc.getTransceivers()) {
    const stream = subscription.byMid.get(mid);
    const feed = stream?.active && client.feeds.get(String(stream.feed_id));
    if (!feed) continue;
    note(`${receiver.track.kind} ${mid} is ${feed.display}`);
    if (receiver.track.kind === "video") feed.setVideo(receiver.track);
    else feed.setAudio(receiver.track);
  }
}

client.leave = () => new Promise((resolve) => {
  janus.destroy({ success: resolve, error: resolve });
});

client.start = async () => {
  client.startedAt = now();
  try {
    await connect();
    await joinAsPublisher();
  } catch (error) {
    fail(error);
  }
};

if (isOn("sample")) {
  setInterval(() => { for (const feed of client.feeds.values()) feed.sample(); }, SAMPLE_MS);
}
Janus.init({ debug: ["warn", "error"], callback: client.start });
