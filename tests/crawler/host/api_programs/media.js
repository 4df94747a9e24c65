Page({
  async onReady() {
    const asks = [];
    wx.onNeedPrivacyAuthorization((resolve, { referrer }) => {
      asks.push(referrer);
      resolve({ event: 'exposureAuthorization' });
      resolve({ event: 'agree', buttonId: 'agree-btn' });
      out.asks = asks;
      done();
    });
    const recorder = wx.getRecorderManager();
    const recorded = new Promise((stop) => recorder.onStop(stop));
    recorder.onStart(() => recorder.stop());
    recorder.start({ duration: 1000 });
    out.recorded = await recorded;
    await probe('photo', () => wx.createCameraContext().takePhoto({}));
    await probe('photoSize', () => wx.getFileSystemManager().statSync(out.photo.tempImagePath).size);
    await probe('sensor', async () => {
      const felt = new Promise((feel) => wx.onAccelerometerChange(feel));
      await wx.startAccelerometer();
      const reading = await felt;
      await wx.stopAccelerometer();
      return reading;
    });
    await probe('position', async () => {
      const moved = new Promise((move) => wx.onLocationChange(move));
      await wx.startLocationUpdate();
      return moved;
    });
    await probe('refused', () => wx.startCompass());
    await probe('editor', async () => {
      const context = await new Promise((found) =>
        wx
          .createSelectorQuery()
          .select('#editor')
          .context((result) => found(result.context))
          .exec(),
      );
      await context.setContents({ html: '<p>one</p>' });
      await context.insertText({ text: ' <two>' });
      return context.getContents();
    });
    await probe('center', () => wx.createMapContext('map').getCenterLocation());
    await probe('point', () => wx.createMapContext('map').toScreenLocation(out.center));
    await probe('noMap', () => wx.createMapContext('none').getScale());
    out.played = await new Promise((played) => {
      this.played = () => played('played');
      wx.createVideoContext('video').play();
    });
    await probe(
      'animated',
      () =>
        new Promise((finished) =>
          this.animate('#box', [{ opacity: 1 }, { opacity: 0 }], 30, () => finished('finished')),
        ),
    );
    await probe('player', () => {
      const player = wx.createInnerAudioContext();
      const failed = new Promise((fail) => player.onError(fail));
      player.src = '/none.mp3';
      return failed;
    });
    console.log('ASK');
  },
  play() {
    this.played();
  },
});
