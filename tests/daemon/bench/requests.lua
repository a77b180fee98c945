-- SPDX-License-Identifier: Apache-2.0
-- For wrk: POSTs the lines of a file, one after the other: wrk -s requests.lua URL -- FILE PATH
local requests, at = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format("POST", arguments[2], {["Content-Type"] = "application/json"}, line)
    end
end

function request()
    at = at % #requests + 1
    return requests[at]
end
