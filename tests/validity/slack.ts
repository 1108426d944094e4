import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type { AppsManifestCreateArguments } from "@slack/web-api";

// Slack declares views with AnyBlock, which lets every misspelt block through.
interface Known {
  blocks: KnownBlock[];
}
export type Message = Known;
export type Modal = Omit<ModalView, "blocks"> & Known;
export type Home = Omit<HomeView, "blocks"> & Known;

// Slack's Manifest extends Record<string, unknown>, which lets every key through.
export type Manifest = Pick<
  AppsManifestCreateArguments["manifest"],
  "_metadata" | "display_information" | "features" | "oauth_config" | "settings"
>;
