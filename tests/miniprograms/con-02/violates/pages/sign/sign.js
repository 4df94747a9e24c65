Page({ data: { ok: true, tel: '', code: '' }, tick() { this.setData({ ok: !this.data.ok }); }, tel(e) { this.setData({ tel: e.detail.value }); }, code(e) { this.setData({ code: e.detail.value }); },
 send() { if (!/^1\d{10}$/.test(this.data.tel)) return wx.showToast({ title: '手机号有误', icon: 'none' }); wx.request({ url: 'https://t.liyuan.example/sms', method: 'POST', data: { tel: this.data.tel } }); },
 submit() { if (!this.data.ok) return wx.showToast({ title: '请先阅读并同意协议', icon: 'none' }); wx.request({ url: 'https://t.liyuan.example/sign', method: 'POST', data: { tel: this.data.tel, code: this.data.code }, success: r => { wx.setStorageSync('tk', r.data.tk); wx.navigateBack(); } }); },
 ag() { wx.navigateTo({ url: '/pages/agreement/agreement' }); } });
