Component({
  behaviors: [require('../../behaviors/account')],
  data: { sent: false },
  methods: {
    send() { this.call('/account/close', {}, () => this.setData({ sent: true })) },
  },
})
