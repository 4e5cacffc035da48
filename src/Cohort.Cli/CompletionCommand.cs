using System.CommandLine;
using Cohort.Simulation;

namespace Cohort.Cli;

/// <summary><c>cohort completion</c>: lets a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _cohort_complete() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(cohort "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _cohort_complete cohort

            """,
        ["zsh"] = """
            _cohort_complete() {
                local completions=("${(@f)$(cohort "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a completions
                _files
            }
            compdef _cohort_complete cohort

            """,
        ["fish"] = """
            complete -c cohort -a '(set -l line (commandline -cp); cohort "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'

            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName cohort -ScriptBlock {
                param($word, $line, $position)
                cohort "[suggest:$position]" "$line" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }

            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", Scripts.Keys)}" };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new ExampleCommand(
            "completion",
            "Print the script that lets a shell complete commands and options of cohort.",
            ("source <(cohort completion bash)", "Put it into ~/.bashrc."),
            ("cohort completion fish > ~/.config/fish/completions/cohort.fish", "For fish; 'zsh' and 'pwsh' likewise."))
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(shell);
            parsed.InvocationConfiguration.Output.Write(Scripts.GetValueOrDefault(name)
                ?? throw new RefusedInputException("completion", $"no shell is named '{name}'; known are {string.Join(", ", Scripts.Keys)}."));
        });
        return command;
    }
}
