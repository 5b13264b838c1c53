/// How far a task has come; a browser with script keeps it current.
struct ProgressPart: PagePart {
    static let template = "progress"

    let text: String
}
