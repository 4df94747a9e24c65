const words = require('../../parts/words.js');
Page({
  data: {
    name: words.name, picked: '', typed: '', log: 'log', extra: { k: 'key' },
    rows: [{ id: 'a', text: 'first' }, { id: 'b', text: 'second' }, { id: 'c', text: 'third' }],
  },
  say(word) { this.setData({ log: this.data.log + ' ' + word }); },
  pick(event) { this.setData({ picked: event.currentTarget.dataset.myId }); },
  chosen(event) { this.say('chosen:' + event.detail.text + ':' + event.currentTarget.id); },
  outer() { this.say('outer'); },
  inner() { this.say('inner'); },
  told(what) { this.say('told:' + what.kind + ':' + what.number); },
  watched(what) { this.say('watched:' + what.length); },
  turn() { this.setData({ rows: [{ id: 'd', text: 'fourth' }, ...this.data.rows.reverse()], picked: '' }); },
  go() { wx.navigateTo({ url: '/sub/pages/far/far?from=near' }); },
});
