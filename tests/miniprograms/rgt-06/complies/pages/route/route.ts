const text: Record<string, string> = {
  1: '江边栈道，早晨七点以前人少，冬天有冰碴，穿钉鞋。起点在防洪纪念塔，折返点是九站公园。',
  2: '过江走公路桥，岛上四处有饮水点，夏天蚊子多。环线顺时针跑，逆光少。',
  3: '塑胶跑道，晚九点熄灯，内道留给快跑的人。周三晚上有跑团带热身。',
}

Page({
  data: { text: '' },
  onLoad({ id }: { id?: string }) { this.setData({ text: text[id || '1'] || text[1] }) },
})
