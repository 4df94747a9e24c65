Page({ onShow() { getApp().session.gate(); }, del() { wx.showModal({ title: '注销账号', content: '注销后会员权益与桃子将清空，确认注销？' }); }, p() { wx.navigateTo({ url: '/pages/doc/doc?k=p' }); } });
