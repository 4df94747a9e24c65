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
    await probe('broken', () =>
      wx.cloud.callFunction({ name: 'broken' }).catch((e) => [e instanceof Error, e.message, e.errCode]),
    );
    done();
  },
});
