const net = require('../../lib/net.js');
Component({ data: { on: false }, methods: {
  flip() { this.setData({ on: !this.data.on }); },
  doc(e) { wx.navigateTo({ url: '/pages/doc/doc?k=' + e.currentTarget.dataset.k }); },
  warn() { wx.showToast({ title: '请先勾选协议', icon: 'none' }); },
  got(e) { if (!e.detail.code) { wx.showToast({ title: '需要授权才能点单哦', icon: 'none' }); return; }
    net('/session', { c: e.detail.code }).then(d => { getApp().session.ticket = d.ticket; this.triggerEvent('ok'); }); } } });
