module.exports = Behavior({ data: { wall: false }, methods: { need(ms) { if (wx.getStorageSync('tk')) return; setTimeout(() => this.setData({ wall: true }), ms); } } });
