import Commands

@main
struct Dryad {
    static func main() async { await Entry.run() }
}
