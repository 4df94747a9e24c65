Page({ ys() { wx.navigateTo({ url: '/pages/ys/ys' }); }, zx() { wx.showModal({ title: '注销账号', content: '注销后发布的闲置会下架' }); } });
