module github.com/walletauth/walletauth/bindings/go

go 1.24
