-- SPDX-License-Identifier: Apache-2.0
-- For wrk: POSTs the lines of a file, one after the other: wrk -s requests.lua URL -- FILE PATH SKIP
local requests, at = {}, 0

function init(arguments)
    local skip = tonumber(arguments[3])
    for line in io.lines(arguments[1]) do
        skip = skip - 1
        if skip < 0 then
            requests[#requests + 1] = wrk.format("POST", arguments[2], {["Content-Type"] = "application/json"}, line)
        end
    end
end

function request()
    at = at % #requests + 1
    return requests[at]
end
