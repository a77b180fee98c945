module walletauth.bench/serve

go 1.20
