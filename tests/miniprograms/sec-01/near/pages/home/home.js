import { items } from '../../data/catalog';

Page({
  data: { items, today: '', },
  onLoad(query) {
    wx.request({ url: 'http://open.hewan-folk.example/today', success: ({ data }) => this.setData({ today: data.text }) });
  },
  onOpen({ detail }) { wx.navigateTo({ url: `/pages/thing/thing?id=${detail.id}` }); },
  onNotes() { wx.navigateTo({ url: '/pages/notes/notes' }); },
  onAbout() { wx.navigateTo({ url: '/pages/about/about' }); },
});
