Page({ data: { q: '', rows: [], page: 1 }, onLoad() { this.more(); }, onReachBottom() { this.more(); },
 more() { wx.request({ url: 'https://score.chorus.example/list?page=' + this.data.page, success: ({ data }) => this.setData({ rows: this.data.rows.concat(data.rows), page: this.data.page + 1 }) }); },
 open(e) { wx.navigateTo({ url: '/pages/song/song?id=' + e.currentTarget.dataset.id }); }, about() { wx.navigateTo({ url: '/pages/about/about' }); } });
