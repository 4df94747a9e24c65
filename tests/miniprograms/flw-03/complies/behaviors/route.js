// 高德路径规划，只在用户点了“怎么去”之后调用
const AMAP = 'https://restapi.amap.com/v3/direction/driving'

const locate = () => new Promise((resolve, reject) => wx.getLocation({ type: 'gcj02', success: resolve, fail: reject }))
const ask = (data) => new Promise((resolve, reject) => wx.request({ url: AMAP, data, success: (r) => resolve(r.data), fail: reject }))

module.exports = Behavior({
  data: { way: '' },
  methods: {
    async plan() {
      try {
        const { longitude, latitude } = await locate()
        const { route } = await ask({ origin: `${longitude},${latitude}`, destination: '119.472,30.318' })
        this.setData({ way: `约 ${Math.round(route.paths[0].distance / 1000)} 公里` })
      } catch (e) {
        this.setData({ way: '可在地图应用中搜索“云脚营地”' })
      }
    },
  },
})
