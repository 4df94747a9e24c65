Page({
  async onLoad() {
    wx.cloud.init({ env: 'env-1', traceUser: true });
    await probe('function', () => wx.cloud.callFunction({ name: 'who', data: { a: 1 } }));
    out.callback = await new Promise((complete) => {
      const seen = [];
      wx.cloud.callFunction({ name: 'who', success: (r) => seen.push('success', r), complete: () => complete(seen) });
    });
    const db = wx.cloud.database();
    await probe('rows', async () => {
      const { data } = await db
        .collection('people')
        .where({ age: db.command.gt(3) })
        .limit(5)
        .get();
      return data;
    });
    wx.getFileSystemManager().writeFileSync(`${wx.env.USER_DATA_PATH}/u.txt`, 'up');
    const file = { cloudPath: 'a/u.txt', filePath: `${wx.env.USER_DATA_PATH}/u.txt` };
    out.task = await new Promise((complete) => {
      const seen = [];
      const task = wx.cloud.uploadFile({
        ...file,
        success: ({ fileID }) => seen.push(fileID),
        complete: () => complete(seen),
      });
      task.onProgressUpdate(({ progress }) => seen.push(progress));
    });
    await probe('down', async () => {
      const { tempFilePath } = await wx.cloud.downloadFile({ fileID: 'cloud://env-1/a.json' });
      return [wx.getFileSystemManager().readFileSync(tempFilePath, 'utf8'), tempFilePath.slice(-5)];
    });
    await probe('near', () => {
      const { Geo, command } = wx.cloud.database();
      const where = command.geoNear({ geometry: Geo.Point(113, 23), maxDistance: 10 });
      return db.collection('places').where({ at: where }).get();
    });
    await probe('broken', () =>
      wx.cloud.callFunction({ name: 'broken' }).catch((e) => [e instanceof Error, e.message, e.errCode]),
    );
    done();
  },
});
