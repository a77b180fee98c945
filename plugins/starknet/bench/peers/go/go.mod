module walletauth.bench/stark

go 1.26.8

require (
	github.com/consensys/gnark-crypto v0.22.0
	walletauth.bench/serve v0.0.0
)

require (
	github.com/bits-and-blooms/bitset v1.25.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
)

replace walletauth.bench/serve => ../../../../../tests/bench/peers/go/serve
