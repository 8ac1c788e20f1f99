-- Plays a scenario in a real Neovim: opens a report, makes edits, and waits after each until the diagnostics are as
-- expected or the time is up; then asks for hovers. What was seen goes to the output file.
local scenario = vim.fn.json_decode(table.concat(vim.fn.readfile(vim.env.JSLINT_SCENARIO), "\n"))

local function underlined(found)
  local lines = vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})
  return table.concat(lines, "\n")
end

local function seen()
  local all = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    local code = found.code or (found.user_data and found.user_data.lsp and found.user_data.lsp.code)
    table.insert(all, { found.lnum, found.col, found.end_lnum, found.end_col, code, underlined(found) })
  end
  table.sort(all, function(a, b)
    for index = 1, 5 do
      if a[index] ~= b[index] then return a[index] < b[index] end
    end
    return false
  end)
  return all
end

local function start()
  local config = { name = "jslint", cmd = scenario.command, root_dir = vim.fn.getcwd() }
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  local client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, client)
  return client
end

-- What the window says that `vim.lsp.buf.hover` opens at a line and byte.
local function hovered(at)
  local shown = ""
  vim.api.nvim_win_set_cursor(0, { at.line + 1, at.byte })
  vim.lsp.buf.hover()
  vim.wait(30000, function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        shown = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
    return false
  end, 5)
  return shown
end

vim.cmd("edit " .. vim.fn.fnameescape(scenario.file))
local id = start()
local results = {}
for _, step in ipairs(scenario.steps) do
  if step.edit then
    local edit = step.edit
    vim.api.nvim_buf_set_text(0, edit.line, edit.from, edit.line, edit.to, { edit.text })
  end
  vim.wait(30000, function() return vim.deep_equal(seen(), step.expected) end, 5)
  table.insert(results, seen())
end
local hovers = {}
for _, at in ipairs(scenario.hovers) do
  table.insert(hovers, hovered(at))
end
local client = vim.lsp.get_client_by_id(id)
local answer = { results = results, hovers = hovers, encoding = client and client.offset_encoding or "gone" }
vim.fn.writefile({ vim.fn.json_encode(answer) }, vim.env.JSLINT_RESULTS)
vim.cmd("qall!")
