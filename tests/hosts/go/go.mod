module walletauth.test/host

go 1.20

require github.com/ethereum/go-ethereum v1.13.15
