import { items } from '../../data/catalog';

Page({
  data: { items, guest: true, },
  onLoad(query) {
    this.setData({ guest: !getApp().globalData.user });
  },
  onPhone({ detail }) {
    if (!detail.code) return;
    wx.request({
      url: 'https://tea.tingyu-house.example/login',
      method: 'POST',
      data: { code: detail.code },
      success: ({ data }) => {
        getApp().globalData.user = data;
        this.setData({ guest: false });
      },
    });
  },
  onOpen({ detail }) { wx.navigateTo({ url: `/pages/thing/thing?id=${detail.id}` }); },
  onNotes() { wx.navigateTo({ url: '/pages/notes/notes' }); },
  onAbout() { wx.navigateTo({ url: '/pages/about/about' }); },
});
