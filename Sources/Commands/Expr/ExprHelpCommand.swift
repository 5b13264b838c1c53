import ArgumentParser
import Diagnostics
import SyncExpressions

/// The command `dryad expr help`.
struct ExprHelpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Say what a function does, or list all functions.",
        discussion: "dryad expr help InStr"
    )

    @Argument(help: "The function; without one all are listed.")
    var name: String?
    @Flag(help: .hidden)
    var markdown = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if markdown { return print(FunctionReference.markdown) }
        guard let name else {
            return try output.show(ExprHelpReport(result: FunctionLibrary.functions.map(FunctionHelp.init)))
        }
        guard let function = FunctionLibrary.function(anyCase: name) else {
            let hint = FunctionLibrary.hint(for: name).map { ": \($0)" } ?? "."
            throw ValidationError("There is no function \(Terminal.visible(name))\(hint)")
        }
        try output.show(ExprHelpReport(result: [FunctionHelp(function)]))
    }
}

/// What there is to say about functions: all of it about one, a line about each of several.
struct ExprHelpReport: Report {
    static let kind = "expr.help"
    let result: [FunctionHelp]

    func text(_ style: Style) -> String {
        if let only = result.first, result.count == 1 { return only.text }
        var table = TextTable(["function", "what it does"])
        for help in result { table.add([help.name, help.summary]) }
        return table.text(style)
    }
}
