const guidelines = require('../../behaviors/guidelines')

Component({
  behaviors: [guidelines],
  data: {
    trips: [
      { id: 'house', name: '蜈支洲岸潜', text: '水深六米，适合第一次，教练一对一，含装备。' },
      { id: 'wreck', name: '沉船点船潜', text: '水深十八米，需要进阶证，早上七点出海。' },
      { id: 'night', name: '夜潜', text: '看灯笼鱼和海兔，须有二十潜以上的经历。' },
    ],
    pier: '',
  },
  methods: {
    onTrip(e) { wx.navigateTo({ url: `/pages/trip/trip?id=${e.currentTarget.dataset.id}` }) },
    onPier() {
      wx.getLocation({
        type: 'gcj02',
        success: ({ longitude }) => this.setData({ pier: longitude > 109.6 ? '后海码头' : '半山半岛码头' }),
        fail: () => this.setData({ pier: '两处码头都可以集合，出发前告诉教练即可' }),
      })
    },
  },
})
