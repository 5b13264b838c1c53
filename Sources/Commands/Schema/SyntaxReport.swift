import Diagnostics
import DirectorySchema
import WizardTasks

/// How many definitions of files can be read; as JSON version 1 of its form.
struct SyntaxReport: Report {
    struct Result: Encodable {
        struct File: Encodable {
            let path: String
            let format: String?
            let read: Int
            let rejected: Int
            let failure: String?
        }

        struct Rejection: Encodable {
            let path: String
            let place: String
            let offset: Int?
            let position: Int?
            let reason: String
            let text: String
        }

        let version = 1
        let strict: Bool
        let read: Int
        let rejected: Int
        let reasons: [String: Int]
        let files: [File]
        let rejections: [Rejection]
        let problems: [SchemaFileProblem]
        let joined: [SchemaFileProblem]
    }

    static let kind = "schema.syntax"
    static let isEnveloped = false
    let result: Result
    private let check: SchemaSyntaxCheck

    init(_ check: SchemaSyntaxCheck, isStrict: Bool) {
        self.check = check
        var reasons: [String: Int] = [:]
        for rejection in check.files.flatMap(\.rejections) { reasons[rejection.reason, default: 0] += 1 }
        result = Result(
            strict: isStrict,
            read: check.read,
            rejected: check.rejected,
            reasons: reasons,
            files: check.files.map {
                Result.File(
                    path: $0.path,
                    format: $0.format?.rawValue,
                    read: $0.read,
                    rejected: $0.rejections.count,
                    failure: $0.failure
                )
            },
            rejections: check.files.flatMap { file in
                file.rejections.map {
                    Result.Rejection(
                        path: file.path,
                        place: $0.place,
                        offset: $0.offset,
                        position: $0.position,
                        reason: $0.reason,
                        text: $0.text
                    )
                }
            },
            problems: check.files.flatMap(\.problems),
            joined: check.files.flatMap(\.joined)
        )
    }

    /// The first records without an empty line before them, and how many more.
    private func joined(_ style: Style) -> [String] {
        guard !result.joined.isEmpty else { return [] }
        let phrase = "record without an empty line before it"
        let count = WordList.count(result.joined.count, phrase, "records without an empty line before them")
        let head = style.attention("~ \(count);")
        var lines = [head + " read here, and refused by imports of an LDIF file:"]
        lines += result.joined.prefix(10).map { "    \(Terminal.visible($0.place)): \($0.reason)" }
        if result.joined.count > 10 { lines.append("    and \(result.joined.count - 10) more") }
        return lines
    }

    func text(_ style: Style) -> String {
        let sentence =
            "\(WordList.count(result.read, "definition")) read, \(result.rejected) rejected"
            + (result.strict ? " by the letter of RFC 4512." : ".")
        var lines = [result.rejected == 0 ? style.good(sentence) : style.bad(sentence)]
        for file in check.files where file.failure != nil {
            lines.append(style.bad("! " + Terminal.visible(file.failure ?? "")))
        }
        if check.files.count > 1 {
            var table = TextTable(["file", "form", "read", "rejected"], rightAligned: [2, 3])
            for file in check.files {
                table.add([file.path, file.format?.title ?? "-", "\(file.read)", "\(file.rejections.count)"])
            }
            lines.append(table.text(style))
        }
        if !result.reasons.isEmpty {
            lines.append("Why:")
            var table = TextTable([], rightAligned: [0])
            for (reason, count) in result.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                table.add(["\(count)", reason])
            }
            lines.append(table.text(style, indent: "  "))
        }
        lines += UnreadableText.lines(check.files.flatMap(\.rejections), result.problems, style)
        lines += joined(style)
        return lines.joined(separator: "\n")
    }
}
