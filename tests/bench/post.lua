-- For wrk: one request again and again. wrk … URL -- METHOD BODY MARK [HEADER VALUE]…
-- A MARK in the body is a number that is another one in each request.

function init(args)
  local body, mark = args[2], args[3]
  wrk.method, wrk.body = args[1], body
  for at = 4, #args, 2 do
    wrk.headers[args[at]] = args[at + 1]
  end
  local first, last = body:find(mark, 1, true)
  if mark ~= "" and first then
    local before, after, count = body:sub(1, first - 1), body:sub(last + 1), 0
    function request()
      count = count + 1
      return wrk.format(nil, nil, nil, before .. count .. after)
    end
  end
end

-- The last line of what wrk prints; duration is in microseconds.
function done(summary)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "duration": %d, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
