import Directory
import Foundation
import SyncExpressions

/// What an expression sees on the command line: the values that were given, and this moment.
struct SettingsContext: ExpressionContext {
    let program: ExpressionProgram
    let values: [AttributeName: ExpressionValue]
    let parameters: [String: String]
    let now = FileTime(unixSeconds: Int64(Date().timeIntervalSince1970))

    func attribute(_ slot: Int) -> ExpressionValue { values[program.attributes[slot]] ?? .null }
    func confirmed(_ slot: Int) -> ExpressionValue { values[program.confirmedAttributes[slot]] ?? .null }
    func parameter(_ slot: Int) -> ExpressionValue { parameters[program.parameters[slot]].map { .string($0) } ?? .null }
    func random(_ range: ClosedRange<Int64>) -> Int64 { .random(in: range) }
    func guid() -> String { UUID().uuidString.lowercased() }
}
