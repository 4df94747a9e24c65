import { items } from '../../data/catalog';

Page({
  data: { items, },
  onLoad(query) {
  },
  onOpen({ detail }) { wx.navigateTo({ url: `/pages/thing/thing?id=${detail.id}` }); },
  onNotes() { wx.navigateTo({ url: '/pages/notes/notes' }); },
  onAbout() { wx.navigateTo({ url: '/pages/about/about' }); },
});
