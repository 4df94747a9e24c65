import { items } from '../../data/catalog';

Page({
  data: { items, city: '', cities: ['大连', '沈阳', '青岛', '烟台', '天津', '长春'], },
  onLoad(query) {
    wx.getFuzzyLocation({
      type: 'wgs84',
      success: ({ latitude, longitude }) => {
        wx.request({ url: 'https://tickets.beian-cinema.example/city', data: { latitude, longitude }, success: ({ data }) => this.setData({ city: data.city }) });
      },
      fail: () => {},
    });
  },
  onCity(e) { this.setData({ city: e.currentTarget.dataset.name }); },
  onOpen({ detail }) { wx.navigateTo({ url: `/pages/thing/thing?id=${detail.id}` }); },
  onNotes() { wx.navigateTo({ url: '/pages/notes/notes' }); },
  onAbout() { wx.navigateTo({ url: '/pages/about/about' }); },
});
