Component({ data: { i: 0, list: [{ u: '/pages/tabs/home', t: '课程' }, { u: '/pages/tabs/my', t: '我' }] }, methods: { go(e) { const { u } = e.currentTarget.dataset; wx.switchTab({ url: u }); } } });
