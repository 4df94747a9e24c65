Page({
  data: { cakes: [{ id: 'jm', name: '景迈大平掌', note: '古树，兰香，三百五十七克' }, { id: 'ym', name: '邦崴单株', note: '过渡型茶树，一年只压八十饼' }, { id: 'sh', name: '熟普五年陈', note: '渥堆四十五天，汤色红浓' }] },
  cake(e) { wx.navigateTo({ url: '/pages/cake/cake?id=' + e.currentTarget.dataset.id }) },
})
