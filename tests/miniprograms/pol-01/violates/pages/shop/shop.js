Page({ onCall() { wx.makePhoneCall({ phoneNumber: '0379-5550144' }) } })
