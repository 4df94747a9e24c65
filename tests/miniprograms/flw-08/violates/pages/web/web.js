Page({
  data: { src: '' },
  onLoad({ mobile }) { this.setData({ src: `https://jinxiu.udesk.cn/im_client/?web_plugin_id=118&c_cf_phone=${mobile || ''}` }) },
})
