Page({ data: { p: {} }, onLoad() { wx.request({ url: 'https://m.junzi.example/play', success: r => this.setData({ p: r.data }) }); } });
