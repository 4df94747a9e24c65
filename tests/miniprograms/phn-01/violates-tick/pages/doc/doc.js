Page({ data: { k: 'p' }, onLoad(q) { this.setData({ k: q.k || 'p' }); }, back() { wx.navigateBack({ fail: () => wx.reLaunch({ url: '/pages/boot/boot' }) }); } });
