const Stat = require('./m/stat.js');
App({ onLaunch() { this.stat = new Stat('60aa1122c9aacd3b'); if (wx.getStorageSync('pv') === 'y') this.stat.boot(); } });
