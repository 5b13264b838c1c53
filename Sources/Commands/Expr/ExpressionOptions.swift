import ArgumentParser
import Diagnostics
import Directory
import Foundation
import SyncExpressions

/// An expression with the values that it is tried out on.
struct ExpressionOptions: ParsableArguments {
    @Argument(help: "The expression.")
    var expression: String
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A value of an attribute; again for several values.",
            discussion: "name=text, or name:type=value with str, num, bool, bin (Base64) or ref for type.",
            valueName: "name=value"
        )
    )
    var settings: [AttributeSetting] = []
    @Option(name: .customLong("parameter"), help: ArgumentHelp("What a parameter stands for.", valueName: "name=value"))
    var parameters: [ParameterSetting] = []
    @Option(
        help: ArgumentHelp(
            "The object: JSON with attributes and parameters, or the first record of LDIF.",
            valueName: "file"
        )
    )
    var object: String?

    var source: SourceText { SourceText(name: "expression", text: expression) }

    /// The values that were given: those of the object, and over them those that were set one by one.
    func values() throws -> (attributes: [AttributeName: ExpressionValue], parameters: [String: String]) {
        let object = try object.map(ExpressionObject.read)
        let texts = Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return (
            (object?.attributes ?? [:]).merging(AttributeSetting.values(settings)) { $1 },
            (object?.parameters ?? [:]).merging(texts) { $1 }
        )
    }

    /// The compiled expression with its values; says what is wrong with it and fails where it cannot be compiled.
    func prepared() throws -> (program: ExpressionProgram, context: SettingsContext) {
        let compilation = ExpressionProgram.compile(source)
        if !compilation.diagnostics.isEmpty { Output.note(DiagnosticRenderer.render(compilation.diagnostics)) }
        guard let program = compilation.program else { throw OutcomeCode.failed }
        for setting in settings where !(program.attributes + program.confirmedAttributes).contains(setting.name) {
            Output.note("note: the expression does not read \(Terminal.visible(setting.name.spelling))")
        }
        let given = try values()
        return (program, SettingsContext(program: program, values: given.attributes, parameters: given.parameters))
    }
}
