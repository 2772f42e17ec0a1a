-- A wrk script that sends one request repeatedly: wrk … URL -- METHOD BODY COUNTER [HEADER VALUE]…
-- The text COUNTER in the body is replaced by a number that grows with each request.

function init(args)
  local body, counter = args[2], args[3]
  wrk.method, wrk.body = args[1], body
  for at = 4, #args, 2 do
    wrk.headers[args[at]] = args[at + 1]
  end
  local first, last = body:find(counter, 1, true)
  if counter ~= "" and first then
    local before, after, number = body:sub(1, first - 1), body:sub(last + 1), 0
    function request()
      number = number + 1
      return wrk.format(nil, nil, nil, before .. number .. after)
    end
  end
end

-- Print the summary as the last line of output; duration is in microseconds.
function done(summary)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "duration": %d, "errors": %d, "failures": %d}\n',
    summary.requests, summary.duration,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
